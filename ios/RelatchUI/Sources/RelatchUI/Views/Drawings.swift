import Foundation
import Relatch
import SwiftUI

/// What there is to do at the door, drawn on a card: beside the words, which say it all. A screen reader needs none.
struct DoorDrawing: View {
    let scene: Relatch.Scene

    var body: some View {
        Canvas { graphics, size in
            let unit = size.height / 120
            graphics.translateBy(x: (size.width - 200 * unit) / 2, y: 0)
            graphics.scaleBy(x: unit, y: unit)
            let pen = Pen(graphics: graphics)
            switch scene {
            case .touchKeypad: pen.touchKeypad()
            case .typeCode: pen.typeCode()
            case .openDoor: pen.openDoor()
            case .holdButton: pen.holdButton()
            case .changeBatteries: pen.changeBatteries()
            }
        }
        .frame(height: 148)
        .modifier(Card(padding: 0))
        .accessibilityIdentifier("\(scene)")
        .accessibilityHidden(true)
    }
}

/// Draws on 200 by 120.
private struct Pen {
    let graphics: GraphicsContext
    private let ink = GraphicsContext.Shading.color(Tone.quietInk.color)
    private let accent = GraphicsContext.Shading.color(Tone.primary.color)
    private let paper = GraphicsContext.Shading.color(Tone.ground.color)
    private let line = StrokeStyle(lineWidth: 2.4, lineCap: .round, lineJoin: .round)

    init(graphics: GraphicsContext) { self.graphics = graphics }

    func touchKeypad() {
        plate(lit: nil)
        waves(98, 52)
        hand(98, 58)
    }

    func typeCode() {
        plate(lit: 4)
        hand(98, 62)
        // The bolt, moving.
        box(CGRect(x: 132, y: 52, width: 34, height: 16), 3)
        var arrow = Path()
        arrow.move(to: CGPoint(x: 140, y: 60))
        arrow.addLine(to: CGPoint(x: 160, y: 60))
        arrow.move(to: CGPoint(x: 155, y: 55))
        arrow.addLine(to: CGPoint(x: 160, y: 60))
        arrow.addLine(to: CGPoint(x: 155, y: 65))
        graphics.stroke(arrow, with: accent, style: line)
    }

    func openDoor() {
        // The frame, and the door standing open in it.
        box(CGRect(x: 58, y: 10, width: 60, height: 104), 3)
        let door = polygon([(118, 10), (160, 22), (160, 112), (118, 114)])
        graphics.fill(door, with: paper)
        graphics.stroke(door, with: ink, style: line)
        dot(151, 68, 4, accent)
        // Somebody inside.
        dot(88, 56, 8, accent)
        var body = Path()
        body.move(to: CGPoint(x: 72, y: 106))
        body.addLine(to: CGPoint(x: 72, y: 88))
        body.addQuadCurve(to: CGPoint(x: 88, y: 72), control: CGPoint(x: 72, y: 72))
        body.addQuadCurve(to: CGPoint(x: 104, y: 88), control: CGPoint(x: 104, y: 72))
        body.addLine(to: CGPoint(x: 104, y: 106))
        body.closeSubpath()
        graphics.fill(body, with: accent)
    }

    func holdButton() {
        opened()
        for row in 0..<3 { box(CGRect(x: 70, y: 18 + Double(row) * 17, width: 30, height: 12), 4) }
        dot(85, 88, 7, accent)
        waves(85, 88)
        hand(85, 92)
    }

    func changeBatteries() {
        opened()
        // Two are in their places; the third is on its way, from the left, where nothing else lies.
        for row in [0, 2] { box(CGRect(x: 70, y: 18 + Double(row) * 17, width: 30, height: 12), 4) }
        box(CGRect(x: 16, y: 33, width: 30, height: 15), 4)
        graphics.fill(Path(CGRect(x: 46, y: 37, width: 3, height: 7)), with: accent)
        var arrow = Path()
        arrow.move(to: CGPoint(x: 54, y: 40.5))
        arrow.addLine(to: CGPoint(x: 92, y: 40.5))
        arrow.move(to: CGPoint(x: 86, y: 35))
        arrow.addLine(to: CGPoint(x: 92, y: 40.5))
        arrow.addLine(to: CGPoint(x: 86, y: 46))
        graphics.stroke(arrow, with: accent, style: line)
    }

    /// The inner side of the lock, its cover lifted off the batteries.
    private func opened() {
        box(CGRect(x: 62, y: 8, width: 46, height: 104), 10)
        var cover = graphics
        cover.translateBy(x: 142, y: 42)
        cover.rotate(by: .degrees(14))
        Pen(graphics: cover).box(CGRect(x: -20, y: -28, width: 40, height: 56), 8)
    }

    private func plate(lit: Int?) {
        box(CGRect(x: 70, y: 8, width: 56, height: 104), 12)
        for key in 0..<12 {
            let (x, y) = (82 + Double(key % 3) * 16, 24 + Double(key / 3) * 19)
            dot(x, y, key == lit ? 6 : 3.4, key == lit ? accent : ink)
        }
        var slot = Path()
        slot.move(to: CGPoint(x: 88, y: 102))
        slot.addLine(to: CGPoint(x: 108, y: 102))
        graphics.stroke(slot, with: ink, style: line)
    }

    /// A hand whose finger points at a place.
    private func hand(_ x: Double, _ y: Double) {
        var shape = Path()
        shape.move(to: CGPoint(x: x - 5, y: y + 2))
        shape.addQuadCurve(to: CGPoint(x: x + 5, y: y + 2), control: CGPoint(x: x, y: y - 8))
        shape.addLine(to: CGPoint(x: x + 5, y: y + 20))
        shape.addLine(to: CGPoint(x: x + 18, y: y + 23))
        shape.addQuadCurve(to: CGPoint(x: x + 24, y: y + 32), control: CGPoint(x: x + 25, y: y + 25))
        shape.addLine(to: CGPoint(x: x + 20, y: y + 48))
        shape.addLine(to: CGPoint(x: x - 3, y: y + 48))
        shape.addLine(to: CGPoint(x: x - 17, y: y + 32))
        shape.addQuadCurve(to: CGPoint(x: x - 10, y: y + 26), control: CGPoint(x: x - 16, y: y + 25))
        shape.addLine(to: CGPoint(x: x - 5, y: y + 30))
        shape.closeSubpath()
        graphics.fill(shape, with: paper)
        graphics.stroke(shape, with: ink, style: line)
    }

    private func waves(_ x: Double, _ y: Double) {
        for radius in [12.0, 19.0] {
            var wave = Path()
            wave.addArc(
                center: CGPoint(x: x, y: y), radius: radius, startAngle: .degrees(200), endAngle: .degrees(340),
                clockwise: false)
            graphics.stroke(wave, with: accent, style: line)
        }
    }

    private func box(_ rect: CGRect, _ radius: CGFloat) {
        let path = Path(roundedRect: rect, cornerRadius: radius)
        graphics.fill(path, with: paper)
        graphics.stroke(path, with: ink, style: line)
    }

    private func dot(_ x: Double, _ y: Double, _ radius: Double, _ shading: GraphicsContext.Shading) {
        let rect = CGRect(x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius)
        graphics.fill(Path(ellipseIn: rect), with: shading)
    }

    private func polygon(_ points: [(Double, Double)]) -> Path {
        Path { path in
            for (index, point) in points.enumerated() {
                let place = CGPoint(x: point.0, y: point.1)
                if index == 0 { path.move(to: place) } else { path.addLine(to: place) }
            }
            path.closeSubpath()
        }
    }
}
